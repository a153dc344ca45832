import { KEXINIT_LISTS, type EventFields, type KexinitList, type LogRecord } from '../events.js';
import { copyText } from './text.js';

/** One list of SSH_MSG_KEXINIT as logged. `cut`: its tail is missing, and with it maybe names that were offered. */
export interface OfferedList {
  algorithms: string[];
  cut: boolean;
  record: LogRecord;
}

export type Proposal = Partial<Record<KexinitList, OfferedList>>;

/** Both proposals of one key exchange. `labelled`: logged by 7.2 or later, which says whose list is whose. */
export interface Exchange {
  server: Proposal;
  client: Proposal;
  labelled: boolean;
}

/** Puts the lines of one connection together into proposals. */
export interface ProposalAssembler {
  begin(side: 'server' | 'client'): void;
  /** A new KEXINIT is on its way: what was collected so far and is not complete is void. */
  restart(): void;
  list(fields: EventFields['kexinit.list'], record: LogRecord): void;
  /** The end of a block (`reserved`); gives both proposals once the second is complete. */
  end(): Exchange | undefined;
}

/** @param own whose log it is: its proposal is printed first, then the peer's */
export function createProposalAssembler(own: 'server' | 'client' = 'server'): ProposalAssembler {
  const peer = own === 'server' ? 'client' : 'server';
  let side = own;
  let labelled = false;
  let unlabelled: OfferedList[] = [];
  let proposals: { server?: Proposal; client?: Proposal } = {};

  const named = (): Proposal => (proposals[side] ??= {});

  return {
    begin(announced) {
      if (announced === own) proposals = {};
      labelled = true;
      side = announced;
      proposals[side] = {};
    },
    restart() {
      proposals = {};
      unlabelled = [];
      side = own;
    },
    list(fields, record) {
      const offered = offeredList(fields.algorithms, record);
      if (fields.list) named()[fields.list] = offered;
      // A syslogd that folds equal lines turns the second of two equal lists into "last message repeated once".
      else for (let i = 0; i < record.repeat && unlabelled.length <= KEXINIT_LISTS.length; i++) unlabelled.push(offered);
    },
    end() {
      if (!labelled) {
        // Only the order tells which list it is; with a line missing or one too many nothing does.
        if (unlabelled.length === KEXINIT_LISTS.length) {
          proposals[side] = Object.fromEntries(KEXINIT_LISTS.map((name, i) => [name, unlabelled[i]])) as Proposal;
        }
        unlabelled = [];
      }
      if (side === own) {
        // To 7.1 the own block comes first and the peer's follows without a word.
        if (!labelled) side = peer;
        return undefined;
      }
      const { server, client } = proposals;
      proposals = {};
      side = own;
      if (!server || !client) return undefined;
      loseEnds([...Object.values(server), ...Object.values(client)]);
      return { server, client, labelled };
    },
  };
}

/** A logger may cut lines far below sshd's own limit: what lacks the mark [preauth], which others of the same block have, has lost its end. */
function loseEnds(lists: readonly OfferedList[]): void {
  if (!lists.some(({ record }) => record.preauth)) return;
  for (const list of lists) {
    if (list.cut || list.record.preauth) continue;
    list.cut = true;
    list.algorithms = list.algorithms.slice(0, -1);
  }
}

/** A cut line may end inside a name, so the last one proves nothing. */
export function offeredList(algorithms: string[], record: LogRecord): OfferedList {
  // Proposals outlive their lines: the record keeps a copy of the line, not the block of input that it came in.
  const own = { ...record, raw: copyText(record.raw), text: '' };
  return { algorithms: record.cut ? algorithms.slice(0, -1) : algorithms, cut: record.cut, record: own };
}
