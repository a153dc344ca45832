import { describe, expect, it } from 'vitest';
import { effective, readConfiguration } from '../../src/configuration/index.js';
import { parseRelease } from '../../src/openssh/version.js';
import { accepts } from '../../src/patch/lists.js';
import { analyzeFile } from '../support/analyze-file.js';
import { captures, haveCaptures, NEEDS_CAPTURES, type Truth } from '../support/captures.js';
import { filesOf } from '../support/configuration.js';
import { MAIN, patch, type PatchRequest } from '../support/patching.js';

/** What every release takes. */
const CONFIGURATIONS = [
  '',
  '# all of it\r\nPort 22\r\nMACs hmac-sha1\r\nCiphers "3des-cbc"\r\n#LogLevel INFO\r\nAllowUsers root # and nobody else\r\nMatch User bob\r\n\tX11Forwarding no',
  'Ciphers aes128-cbc\nSubsystem sftp /gone\nPermitRootLogin no\nMaxStartups 5\nHostKey /etc/ssh/ssh_host_rsa_key\nMatch Address 192.0.2.0/24\n  PasswordAuthentication yes\n',
];

/** The file that the server of a capture ran with. */
function ownConfiguration({ server_config: own }: Truth): string {
  return Object.entries(own).map(([keyword, value]) => `${keyword} ${value}\n`).join('');
}

describe.runIf(haveCaptures)(`patches for captured logs${NEEDS_CAPTURES}`, () => {
  it('are accepted by the release, touch no other line, let in the client that failed, and are empty the second time', async () => {
    let patched = 0;
    let letIn = 0;
    const refused = new Set<string>();
    for (const [i, { log, truth }] of captures(/./).entries()) {
      const release = parseRelease(truth.sshd_version);
      if (release === undefined) throw new Error(`${log}: ${truth.sshd_version}`);
      const { findings } = await analyzeFile(log, { openssh: release });
      for (const text of [ownConfiguration(truth), CONFIGURATIONS[i % CONFIGURATIONS.length] ?? '']) {
        const request: PatchRequest = { findings, files: { [MAIN]: text }, allowWeak: true, asked: 'all', release };
        const { files, edits, already, left, configuration: before } = patch(request);
        // The capture of a server that does not start; the command refuses its file.
        if (before.problems.some(({ severity }) => severity === 'error')) refused.add(text);
        else if (edits.length > 0) patched++;
        if (edits.length === 0 || refused.has(text)) continue;
        const after = files[MAIN] ?? '';
        const configuration = readConfiguration(MAIN, filesOf(files), release);
        expect(configuration.problems.filter(({ severity }) => severity === 'error'), `${log}: ${after}`).toEqual([]);
        expect(patch({ ...request, files }).edits, `${log}: ${after}`).toEqual([]);
        const replaced = edits.flatMap(({ replaces }) => (replaces === undefined ? [] : [replaces]));
        const lines = (whole: string) => whole.split(/\r?\n/).filter((line) => line !== '');
        expect(lines(after).toSorted()).toEqual([...lines(text).filter((line) => !replaced.includes(line)), ...edits.flatMap((edit) => edit.lines)].toSorted());
        for (const { negotiation, fixes } of findings) {
          const adds = fixes.find((fix) => fix.adds)?.adds;
          if (!negotiation?.clientOffer || !adds || negotiation.kind === 'hostkey') continue;
          const argument = effective(configuration).args(adds.keyword)?.[0];
          const met = negotiation.clientOffer.filter((name) => accepts(adds.keyword, argument, name, { min: release, max: release }) === 'yes');
          expect(met, `${log}: ${after} ${JSON.stringify([already, left])}`).not.toEqual([]);
          letIn++;
        }
      }
    }
    expect([patched > 1000, letIn > 400], `${patched} patches, ${letIn} clients`).toEqual([true, true]);
    expect(refused.size).toBeLessThan(5);
  }, 300_000);
});
