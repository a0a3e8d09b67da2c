import type { OperationAnswer, Receipt } from './protocol';
import type { Operation } from './store';

/** Whether this receipt lets the phone forget: it names the operation, its body, all its files and an epoch. */
export function covers(receipt: Receipt | null | undefined, operation: Operation, epoch: string): receipt is Receipt {
  if (!receipt || !epoch || receipt.epoch !== epoch) return false;
  if (receipt.uuid !== operation.uuid || receipt.body_hash !== operation.hash) return false;
  if (!Array.isArray(receipt.files)) return false;
  const wanted = [...new Set(operation.files.map((file) => file.sha256))].sort();
  return JSON.stringify([...new Set(receipt.files)].sort()) === JSON.stringify(wanted);
}

/** The answer to one operation, when it really is about this one. */
export function answerTo(answers: OperationAnswer[], operation: Operation): OperationAnswer | undefined {
  if (!Array.isArray(answers)) return undefined;
  return answers.find((one) => one?.uuid === operation.uuid && one.body_hash === operation.hash);
}
