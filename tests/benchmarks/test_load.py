"""What wrk prints becomes numbers, or nothing at all."""

import pytest

from tests.benchmarks.errors import CannotMeasure
from tests.benchmarks.load import Load, parse

PRINTED = """Running 2s test @ http://127.0.0.1:8000/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   292.45us  350.71us   8.06ms   93.57%
    Req/Sec    57.66k     3.93k   63.20k    80.95%
  Latency Distribution
     50%  210.00us
     75%  301.00us
     90%    1.50ms
     99%    1.02s\x20
  120521 requests in 2.10s, 1.92GB read
{trouble}Requests/sec:  57392.63
Transfer/sec:      0.92GB
"""


def test_microseconds_and_seconds_are_both_given_in_milliseconds() -> None:
    assert parse(PRINTED.format(trouble="")) == Load(per_second=57392.63, p50=0.21, p99=1020.0)


@pytest.mark.parametrize(
    "trouble",
    [
        "  Socket errors: connect 0, read 3, write 0, timeout 1\n",
        "  Non-2xx or 3xx responses: 17\n",
    ],
)
def test_no_number_comes_from_a_run_with_errors(trouble: str) -> None:
    with pytest.raises(CannotMeasure, match=trouble.strip()):
        parse(PRINTED.format(trouble=trouble))


def test_no_number_comes_from_a_run_without_an_answer() -> None:
    silent = PRINTED.format(trouble="").replace("57392.63", "0.00")
    with pytest.raises(CannotMeasure, match="Not one request"):
        parse(silent)


@pytest.mark.parametrize("line", ["     99%    1.02s \n", "     50%  210.00us\n"])
def test_a_missing_latency_is_no_zero(line: str) -> None:
    with pytest.raises(CannotMeasure, match="latency"):
        parse(PRINTED.format(trouble="").replace(line, ""))
