/** How long an answer may take and still be reckoned with; no connector waits longer. */
const longestAnswerMs = 120_000;

/**
 * Asks for one call. Everything is decided here in one step, by the clock of Redis: a slot is taken when it is used and
 * never before, so a worker that dies leaves none behind.
 *
 * KEYS: 1 the application's next slot, 2 its last calls, 3 its closing, 4 to 6 the same of the account, 7 who is waiting,
 * 8 when each account was last let through, 9 the day's calls.
 * ARGV: 1 account, 2 holder, 3 urgency (0 goes first), 4 and 5 the application's rate (0: none), 6 and 7 the account's,
 * 8 calls a day (0: no number), 9 the minute at which a day begins, 10 how long somebody late is still reckoned with, 11 the
 * urgency of the holder's call after this one (-1: none), whose place is kept when this one goes.
 * Answer: 0, 0 and the call's moment, as its place in the window is written, for go; 1 and the milliseconds after which to
 * ask again; 2 and the milliseconds for which it is shut.
 */
export const askScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local account, holder, urgency = ARGV[1], ARGV[2], tonumber(ARGV[3])
local calls, begins, grace = tonumber(ARGV[8]), ARGV[9] * 60000, tonumber(ARGV[10])
local rates = { { tonumber(ARGV[4]), tonumber(ARGV[5]) }, { tonumber(ARGV[6]), tonumber(ARGV[7]) } }
local waiting, served = KEYS[7], KEYS[8]
local me = urgency .. '|' .. holder .. '|' .. account

-- One holder stands in one place for an account: that of its most urgent call.
local since
for other = 0, 2 do
  local field = other .. '|' .. holder .. '|' .. account
  if field == me then
    local found = redis.call('HGET', waiting, field)
    since = found and string.match(found, '^(%S+)')
  else
    redis.call('HDEL', waiting, field)
  end
end

local shut = math.max(redis.call('PTTL', KEYS[3]), redis.call('PTTL', KEYS[6]))
local day = math.floor((now - begins) / 86400000)
local used = 0
if calls > 0 then
  local known = redis.call('HMGET', KEYS[9], 'day', 'used')
  if tonumber(known[1]) == day then used = tonumber(known[2]) end
  if used >= calls then shut = math.max(shut, (day + 1) * 86400000 + begins - now) end
end
if shut > 0 then
  redis.call('HDEL', waiting, me)
  return { 2, math.ceil(shut) }
end

-- Spread evenly, and counted in the window besides: a call that came late may be made up for, never more than the rate.
local due = now
for scope = 1, 2 do
  local requests, per = rates[scope][1], rates[scope][2]
  if requests > 0 then
    local spacing = per / requests
    local at = math.min(tonumber(redis.call('GET', KEYS[scope * 3 - 2]) or 0), now + spacing)
    local oldest = tonumber(redis.call('LINDEX', KEYS[scope * 3 - 1], requests - 1) or 0)
    due = math.max(due, at, math.min(oldest, now) + per)
  end
end

local turn = tonumber(redis.call('HGET', served, account) or 0)
since = tonumber(since) or now
local ahead, counted, yield = 0, {}, false
local all = redis.call('HGETALL', waiting)
for index = 1, #all, 2 do
  local field = all[index]
  local theirs, who, other = string.match(field, '^(%d)|([^|]*)|(.*)$')
  if field ~= me and (other == account or rates[1][1] > 0) then
    local came, comes = string.match(all[index + 1], '^(%S+) (%S+)$')
    theirs, came, comes = tonumber(theirs), tonumber(came), tonumber(comes)
    if comes + grace < now then
      redis.call('HDEL', waiting, field)
    else
      local before = theirs < urgency
      if theirs == urgency then
        local their = other == account and turn or tonumber(redis.call('HGET', served, other) or 0)
        before = their < turn or (their == turn and came < since)
      end
      if before then
        -- However many workers ask for an account, it has one turn before the next account's.
        local place = other == account and who or other
        if not counted[place] then ahead = ahead + 1 end
        counted[place] = true
        if comes <= now + 1 then yield = true end
      end
    end
  end
end

if due <= now and not yield then
  redis.call('HDEL', waiting, me)
  if tonumber(ARGV[11]) >= 0 then
    redis.call('HSET', waiting, ARGV[11] .. '|' .. holder .. '|' .. account, string.format('%.3f %.3f', now, now))
  end
  for scope = 1, 2 do
    local requests, per = rates[scope][1], rates[scope][2]
    if requests > 0 then
      local spacing = per / requests
      local slot, log = KEYS[scope * 3 - 2], KEYS[scope * 3 - 1]
      local at = math.max(tonumber(redis.call('GET', slot) or 0), now - spacing) + spacing
      redis.call('SET', slot, string.format('%.3f', math.min(at, now + spacing)), 'PX', math.ceil(per + spacing))
      redis.call('LPUSH', log, string.format('%.3f', now))
      redis.call('LTRIM', log, 0, requests - 1)
      redis.call('PEXPIRE', log, math.ceil(per * 2) + ${longestAnswerMs})
    end
  end
  redis.call('HSET', served, account, redis.call('HINCRBY', served, '', 1))
  redis.call('PEXPIRE', served, 86400000)
  if calls > 0 then
    redis.call('HSET', KEYS[9], 'day', day, 'used', used + 1)
    redis.call('PEXPIRE', KEYS[9], 172800000)
  end
  return { 0, 0, string.format('%.3f', now) }
end

local spacing = rates[1][1] > 0 and rates[1][2] / rates[1][1] or rates[2][2] / rates[2][1]
local after = math.max(due - now, yield and 2 or 0) + math.min(ahead * spacing, 200)
redis.call('HSET', waiting, me, string.format('%.3f %.3f', since, now + after))
redis.call('PEXPIRE', waiting, 600000)
return { 1, math.ceil(after) }
`;

/** KEYS: 1 a closing. ARGV: 1 for how long. The longest closing holds. */
export const closeScript = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], '1', 'PX', ARGV[1]) end
return 0
`;

/**
 * A call has its answer: its places in the windows are free only so long after it. Calls of one moment are alike, so the
 * moment names the call.
 *
 * KEYS: 1 the application's last calls, 2 the account's. ARGV: 1 the moment at which it was let through.
 */
export const answerScript = `
local time = redis.call('TIME')
local now = string.format('%.3f', time[1] * 1000 + time[2] / 1000)
for _, log in ipairs(KEYS) do
  local place = redis.call('LPOS', log, ARGV[1])
  if place then redis.call('LSET', log, place, now) end
end
return 0
`;
