"""The index of comments by their words, state and signals, kept by the database itself.

`comments_words` holds a document for each comment: the words of name, e-mail and text, a tag for the
state and one for each signal that found something. Triggers on comments and findings keep it, so no
code can forget to; Django knows nothing of the table. `sqlite` and `postgresql` make it, `asking`
turns what a person types into a question, `lookup` puts the question.
"""
