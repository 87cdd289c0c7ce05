-- What wrk asks: the targets of a file, one a line, in turns. Ends with one line of JSON.
local targets, place = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do targets[#targets + 1] = wrk.format("GET", line) end
end

function request()
  place = place % #targets + 1
  return targets[place]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"count": %d, "seconds": %f, "p50": %f, "p99": %f, "bytes": %d, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.bytes, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
