import { type Configuration, effective } from '../configuration/index.js';
import { releaseOf } from '../connections/server.js';
import { asUnicode } from '../connections/text.js';
import type { Evidence } from '../finding.js';
import { guessFamily } from '../openssh/distributions.js';
import type { Release, ReleaseRange } from '../openssh/version.js';
import { assumptions } from './assumptions.js';
import type { ClientLog, ClientProfile } from './clients.js';
import { chosen, chosenToday, clientLists, failuresOf, offeredTo, today, verdictOf, weakenings } from './client-verdict.js';
import { exceptionsFor } from './exceptions.js';
import type { Rules } from './login-verdict.js';
import { simulateLogins } from './login-rows.js';
import { firstFailure, negotiate, type NegotiationResult } from './negotiate.js';
import type { ServerKnowledge } from './server-knowledge.js';
import { type Plan, serverProposal, type ServerProposal } from './server-proposal.js';
import { type Chosen, type SimulatedClient, type Simulation, type Verdict, VERDICTS } from './simulation.js';
import { times } from './times.js';
import { unknownsOf } from './unknowns.js';

/** What is to change. At least one of `configuration` and `target` is there. */
export interface Change {
  configuration?: Configuration;
  target?: Release;
  /** Today's configuration. */
  today?: Configuration;
}

export interface SimulationOptions {
  change: Change;
  /** Only clients and users that logged in. */
  loggedInOnly?: boolean;
  /** Gives back the name behind a pseudonym. */
  restore?: (name: string) => string;
}

type Result = Omit<Simulation, 'tool' | 'input' | 'servers'>;

/** Tries a new configuration or release on everybody whom a log shows. Pure: what it knows is in its arguments. */
export function simulate(log: ClientLog, options: SimulationOptions): Result {
  const { change, loggedInOnly = false, restore = (name) => name } = options;
  const plans = new Map<string | undefined, HostPlan>();
  const planOf = (host: string | undefined): HostPlan | undefined => {
    const known = log.knowledge.of(host);
    if (!plans.has(host) && known) plans.set(host, planFor(known, change));
    return plans.get(host);
  };
  const clients = log.profiles().filter(({ logins }) => logins > 0 || !loggedInOnly).flatMap((profile) => {
    const plan = planOf(profile.server.host);
    return plan ? [simulateClient(profile, plan)] : [];
  });
  const logins = simulateLogins(log.logins.all(), (host) => planOf(host)?.rules, restore);
  clients.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || Number(isOld(a)) - Number(isOld(b)) || b.logins - a.logins || b.count - a.count);
  const count = (rows: readonly { verdict: Verdict }[], verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  const tally = (rows: readonly { verdict: Verdict }[]) => ({
    connects: count(rows, 'connects'), lockedOut: count(rows, 'locked-out'), cannotTell: count(rows, 'cannot-tell'),
  });
  return {
    schema: 'sshlog.simulate/1',
    change: {
      ...(change.configuration && { file: change.configuration.files[0]?.path ?? '' }),
      ...(change.today && { today: { file: change.today.files[0]?.path ?? '' } }),
      ...(change.target !== undefined && { target: change.target }),
    },
    summary: {
      clients: { ...tally(clients), alreadyLockedOut: clients.filter(isOld).length, weaker: clients.filter(({ weaker }) => weaker.length > 0).length },
      logins: tally(logins),
    },
    clients,
    logins,
    assumptions: assumptions(change, [...plans.values()].map(({ plan }) => plan)),
    omitted: { clients: log.omitted(), logins: log.logins.omitted() },
  };
}

/** The change is not what locks it out. */
function isOld({ verdict, today }: SimulatedClient): boolean {
  return verdict === 'locked-out' && today === 'locked-out';
}

interface HostPlan {
  plan: Plan;
  proposal: ServerProposal;
  /** What the server offers today, where its configuration was given. */
  today: ServerProposal | undefined;
  rules: { next: Rules; today: Rules | undefined };
}

/** The new server: where nobody gives its configuration, today's goes on; where nobody names a release, today's. */
function planFor(knowledge: ServerKnowledge, change: Change): HostPlan {
  const now = releaseOf(knowledge.server);
  const range: ReleaseRange = change.target === undefined ? now : { min: change.target, max: change.target };
  const configuration = change.configuration ?? change.today;
  const plan: Plan = { configuration: configuration && effective(configuration), range, knowledge };
  const todayPlan: Plan | undefined = change.today && { configuration: effective(change.today), range: now, knowledge };
  const todayRules: Rules = { configuration: change.today, range: now };
  return {
    plan,
    proposal: serverProposal(plan),
    today: todayPlan && serverProposal(todayPlan),
    // Where only the release changes, the configuration is the same before and after, whatever it is.
    rules: { next: { configuration, range }, today: change.today || !change.configuration ? todayRules : undefined },
  };
}

function simulateClient(profile: ClientProfile, host: HostPlan): SimulatedClient {
  const { observation, server, client, sources, users } = profile;
  const { plan } = host;
  const proposal = offeredTo(client, host.proposal, plan.range);
  const lists = clientLists(observation, host.today);
  const result = negotiate(lists, proposal);
  const verdict = verdictOf(result);
  const failures = verdict === 'locked-out' ? failuresOf(result, lists, proposal, plan, observation) : [];
  const before: Chosen = chosenToday(observation);
  const after: Chosen = verdict === 'locked-out' ? {} : chosen(result);
  const family = guessFamily({ logFile: server.file, ...(server.software !== undefined && { softwareComment: server.software }) });
  return {
    verdict,
    today: today(profile),
    basis: observation.proposals ? 'proposals' : observation.failed?.client ? 'failure' : Object.keys(observation.agreed).length > 0 ? 'agreed' : 'none',
    ...(server.host !== undefined && { host: asUnicode(server.host) }),
    ...(client !== undefined && { client }),
    count: profile.count,
    logins: profile.logins,
    ...times(profile),
    sources: sources.all(),
    users: users.all(),
    omitted: { sources: sources.omitted(), users: users.omitted() },
    evidence: evidenceFor(profile, result),
    before,
    after,
    weaker: weakenings(before, after),
    failures,
    exceptions: failures.length > 0 ? exceptionsFor(failures, lists, proposal, plan, { client, family }) : [],
    unknowns: unknownsOf(verdict, result, observation, lists),
  };
}

/** The client's list that fails, where the log has it. */
function evidenceFor({ observation: { proposals, failed }, evidence }: ClientProfile, result: NegotiationResult): Evidence {
  const list = firstFailure(result) ?? 'kex';
  return proposals?.client[list]?.evidence ?? failed?.client?.evidence ?? evidence;
}

/** Whether the change locks anybody out who gets in today, or of whom the log does not say that he does not. */
export function locksOut({ clients, logins }: Pick<Simulation, 'clients' | 'logins'>): boolean {
  return logins.some(({ verdict }) => verdict === 'locked-out') || clients.some((client) => client.verdict === 'locked-out' && !isOld(client));
}

