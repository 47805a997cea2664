"""What wrk says, read."""

import pytest

from tests.bench import wrk

SAID = """Running 2s test @ http://127.0.0.1:8000/
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   504.36us    1.07ms  23.38ms   96.65%
    Req/Sec    83.15k     8.12k   95.20k    70.00%
  Latency Distribution
     50%  313.00us
     75%  421.00us
     90%  793.00us
     99%    5.04ms
  165501 requests in 2.00s, 1.24GB read
Requests/sec:  82713.28
Transfer/sec:    634.25MB
"""


def test_what_wrk_says_is_read_as_numbers():
    assert wrk.read(SAID) == wrk.Load(165501, 82713.28, pytest.approx(0.313), 5.04, 0)


def test_a_latency_of_seconds_is_read_in_milliseconds():
    assert wrk.read(SAID.replace("99%    5.04ms", "99%    1.50s")).p99_ms == 1500


def test_refused_answers_and_broken_connections_count_as_failed():
    trouble = "  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 7\n"
    assert wrk.read(SAID.replace("Requests/sec", trouble + "Requests/sec")).failed == 17


@pytest.mark.parametrize("part", ["165501 requests in 2.00s", "Requests/sec:", "99%"])
def test_what_is_not_there_is_no_load(part):
    with pytest.raises(wrk.NoLoad):
        wrk.read(SAID.replace(part, ""))


def test_the_script_asks_for_addresses_with_quotes_in_them(tmp_path):
    script = wrk.script_for(["/en/", '/a"b/'], tmp_path / "in_turn.lua").read_text()
    assert 'local paths = {"/en/","/a\\"b/"}' in script
    assert "turn % #requests + 1" in script
