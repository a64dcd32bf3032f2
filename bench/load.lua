-- What wrk asks of the site: paths from a list, one a line, in the list's order, each thread beginning elsewhere. At the end a line
-- of JSON: requests, seconds, bytes, milliseconds of the median and of 99 in 100, and errors of each kind.
local paths, place, threads = {}, 0, 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(arguments)
  for path in io.lines(arguments[1]) do paths[#paths + 1] = path end
  place = id * 101
end

function request()
  place = place + 1
  return wrk.format("GET", paths[place % #paths + 1], { ["Host"] = wrk.host, ["Accept-Encoding"] = "gzip, br" })
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.3f, "bytes": %d, "median": %.3f, "p99": %.3f, "status": %d, "others": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
