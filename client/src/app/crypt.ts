/** What lies on the phone lies sealed: AES-GCM, bound to the place it was put. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const coder = new TextEncoder();

/** A key that works in this browser and cannot be read out of it again. */
export async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Seal bytes for one place (`where`): moved elsewhere they do not open. */
export async function sealBytes(key: CryptoKey, where: string, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: coder.encode(where) }, key, bytes);
  return { iv, data };
}

/** Rejects with an OperationError when key, place or bytes are not those that were sealed. */
export async function openBytes(key: CryptoKey, where: string, sealed: Sealed): Promise<ArrayBuffer> {
  const how = { name: 'AES-GCM', iv: sealed.iv, additionalData: coder.encode(where) };
  return crypto.subtle.decrypt(how, key, sealed.data);
}

export async function seal(key: CryptoKey, where: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, where, coder.encode(JSON.stringify(value)));
}

export async function open<T>(key: CryptoKey, where: string, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, where, sealed))) as T;
}

/** SHA-256 in hex. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
