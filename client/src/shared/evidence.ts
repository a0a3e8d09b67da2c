import { toast, word } from './toasts';

export type Kind = 'photo' | 'signature';

/** Send one picture; its uid is ours, so that sending it twice keeps it once. Resolves to the uid. */
export async function sendEvidence(address: string, file: Blob, kind: Kind): Promise<string> {
  const uid = crypto.randomUUID();
  const body = new FormData();
  body.append('uid', uid);
  body.append('kind', kind);
  body.append('captured_at', new Date().toISOString());
  body.append('file', file, `${kind}.${file.type === 'image/png' ? 'png' : 'jpg'}`);
  const answer = await fetch(address, {
    method: 'POST',
    body,
    headers: { 'X-CSRFToken': csrf(), Accept: 'application/json' },
  });
  if (!answer.ok) throw new EvidenceError(answer.status, await detail(answer));
  return uid;
}

export class EvidenceError extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
  }
}

/** Say what became of a picture that was not sent. */
export function complain(problem: unknown): void {
  if (problem instanceof EvidenceError) toast(problem.message || word('error-4xx'), 'error');
  else toast(word('error-offline'), 'error');
}

function csrf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';
}

async function detail(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.includes('json')) return '';
  const told = (await answer.json()) as { detail?: string };
  return told.detail ?? '';
}
