import { type ClientPattern, defineClientPattern } from './define.js';

/** Lines of the warnings that say nothing new: what could have happened, in the same words each time. */
const SENTENCES: readonly RegExp[] = [
  /^IT IS POSS[Ii]BLE THAT SOMEONE IS DOING SOMETHING NASTY!$/,
  /^Someone could be eavesdropping on you right now \(man-in-the-middle attack\)!$/,
  /^It is also possible that (?:a|the [A-Z0-9-]{1,31}) host key has just been changed\.$/,
  /^Please contact your system administrator\.$/,
  /^Add correct host key in .{1,1024} to get rid of this message\.$/s,
  /^Matching host key in .{1,1024}:\d{1,9}$/s,
  /^The [A-Z][A-Z0-9-]{1,30} host key for \S{1,1025} has changed,$/,
  /^and the key for the (?:corresponding|according) IP address \S{1,64}$/,
  /^is (?:unknown|unchanged|also changed|the same)\. This could either mean that$/,
  /^has a different value\. This could either mean that$/,
  /^DNS SPOOFING is happening or the IP address for the host$/,
  /^and its host key have changed at the same time\.$/,
  /^This could mean that a stolen key is being used to(?: impersonate this host\.)?$/,
  /^impersonate this host\.$/,
  /^ {1,8}remove with:$/,
  /^This key is not known by any other names\.?$/,
  /^This host key is known by the following other names\/addresses:$/,
  /^(?:Matching|No matching) host key fingerprint found in DNS\.$/,
];

const SAMPLES: readonly string[] = [
  'IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!',
  'Someone could be eavesdropping on you right now (man-in-the-middle attack)!',
  'It is also possible that a host key has just been changed.',
  'Please contact your system administrator.',
  'Add correct host key in /home/fred/.ssh/known_hosts to get rid of this message.',
  'Matching host key in /home/fred/.ssh/known_hosts:1',
  'The RSA host key for server.example.org has changed,',
  'and the key for the corresponding IP address 192.0.2.250',
  'is unknown. This could either mean that',
  'has a different value. This could either mean that',
  'DNS SPOOFING is happening or the IP address for the host',
  'and its host key have changed at the same time.',
  'This could mean that a stolen key is being used to',
  'impersonate this host.',
  '  remove with:',
  'This key is not known by any other names',
  'This host key is known by the following other names/addresses:',
  'Matching host key fingerprint found in DNS.',
];

export const hostKeyText: readonly ClientPattern[] = SENTENCES.map((regex, index) => {
  const text = SAMPLES[index] ?? '';
  const word = text.slice(0, text.indexOf(' '));
  return defineClientPattern({
    id: `client-host-key-text-${index + 1}`,
    emits: 'client.trace',
    heads: index === 17 ? ['Matching', 'No'] : [word],
    ends: 'either',
    regex,
    decode: () => ({}),
    samples: [{ text, fields: {} }],
  });
});
