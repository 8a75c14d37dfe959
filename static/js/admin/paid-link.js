/* The editor's button for paid links: choose one in Wagtail's chooser, see its name, change or remove it. */
(() => {
  const { React, DraftJS, draftail, wagtail } = window;
  const TYPE = "PAID_LINK";

  class PaidLinkSource extends draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.paidLinkChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    filterEntityData({ id, string, edit_url }) {
      return { id, name: string, address: edit_url };
    }

    // Wagtail's own would make an entity that Draft.js does not let anybody type in.
    onChosen(chosen) {
      const { editorState, onComplete } = this.props;
      const content = editorState.getCurrentContent();
      const selection = editorState.getSelection();
      const data = this.filterEntityData(chosen);
      const key = content.createEntity(TYPE, "MUTABLE", data).getLastCreatedEntityKey();
      const next = selection.isCollapsed()
        ? DraftJS.EditorState.push(
            editorState,
            DraftJS.Modifier.replaceText(content, selection, data.name, null, key),
            "insert-characters",
          )
        : DraftJS.RichUtils.toggleLink(editorState, selection, key);
      this.workflow.close();
      onComplete(next);
    }
  }

  // Of a deleted link there is nothing to edit.
  const PaidLink = (props) => {
    const { name, address } = props.contentState.getEntity(props.entityKey).getData();
    const icon = React.createElement(wagtail.components.Icon, { name: address ? "tag" : "warning" });
    return React.createElement(draftail.TooltipEntity, { ...props, icon, label: name || "", url: address || "" });
  };

  draftail.registerPlugin({ type: TYPE, source: PaidLinkSource, decorator: PaidLink }, "entityTypes");
})();
