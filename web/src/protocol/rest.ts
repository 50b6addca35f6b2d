import { Refusal, Unreachable } from "./refusal.ts";

const ANSWER_MS = 5_000;

/** Where the server answers, relative to the page, so that a proxy's path in front is kept. */
export function serverUrl(path: string, base: string = pageUrl()): string {
  return new URL(path, base).href;
}

/** A worker has no page; its script lies in the folder beside it. */
function pageUrl(): string {
  return typeof document === "undefined" ? new URL("..", location.href).href : document.baseURI;
}

/** Whether a server, and not only a proxy in front of it, answers. */
export async function serverAnswers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    return (await fetch(serverUrl("health/live"), { cache: "no-store", signal })).status < 500;
  } catch {
    return false; // no network, no server, or it takes too long
  }
}

export interface RestOptions {
  token?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  message?: string;
  trace?: string;
  field?: string;
  retryAfterMs?: number;
  errors?: { field: string; message: string }[];
}

/** One REST call: JSON in, JSON out; a problem+json answer becomes a {@link Refusal}, one that is torn is none. */
export async function callRest<T>(
  method: string,
  path: string,
  body?: unknown,
  options: RestOptions = {},
): Promise<T> {
  const answer = await answered(method, path, body, options);
  try {
    const text = await answer.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  } catch (failure) {
    throw new Unreachable(String(failure));
  }
}

/** A file; one that comes to an end too early is none. */
export async function fetchFile(path: string, options: RestOptions): Promise<Blob> {
  const answer = await answered("GET", path, undefined, options);
  try {
    return await answer.blob();
  } catch (failure) {
    throw new Unreachable(String(failure));
  }
}

async function answered(method: string, path: string, body: unknown, options: RestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (options.token) headers.Authorization = `Bearer ${options.token}`;
  if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
  let answer: Response;
  try {
    answer = await fetch(serverUrl(path), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: options.signal,
    });
  } catch (failure) {
    throw new Unreachable(String(failure));
  }
  if (!answer.ok) throw await refusalOf(answer);
  return answer;
}

/** What a failed answer says. A gateway's 502 to 504 is no word of the server: unreachable. */
export async function refusalOf(answer: Response): Promise<Error> {
  if (answer.status >= 502 && answer.status <= 504) {
    const problem = await problemOf(answer);
    if (!problem.code) return new Unreachable(`HTTP ${answer.status}`);
    return new Refusal({ ...problem, code: problem.code, status: answer.status });
  }
  const problem = await problemOf(answer);
  const first = problem.errors?.[0];
  const seconds = Number(answer.headers.get("Retry-After"));
  return new Refusal({
    code: problem.code ?? `http_${answer.status}`,
    message: first?.message ?? problem.detail ?? problem.message ?? problem.title,
    field: first?.field ?? problem.field,
    trace: problem.trace,
    retryAfterMs: problem.retryAfterMs ?? (seconds > 0 ? seconds * 1000 : undefined),
    status: answer.status,
  });
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {}; // a proxy's HTML page: the status says all there is
  }
}
