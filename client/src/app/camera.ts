import { codesIn, withCodes } from './marks';

const LONGEST = 1600;
const QUALITY = 0.82;
const HEAD = 262_144; // where a camera writes what it has to say

/**
 * A picture made smaller, with lines of text drawn into its foot: when, where, who, which task.
 * Without EXIF; the drawn time is the device's. `code` names what it was taken for and is written
 * into the file, behind the codes of whatever it was taken for before. Rejects when the file is no picture.
 */
export async function watermarked(file: Blob, lines: string[], code: string): Promise<Blob> {
  const before = codesIn(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const drawn = await redrawn(file, lines);
  const marked = withCodes(new Uint8Array(await drawn.arrayBuffer()), [...before, code]);
  return new Blob([marked], { type: drawn.type });
}

async function redrawn(file: Blob, lines: string[]): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(320, Math.round(image.width * scale));
  canvas.height = Math.round(canvas.width * (image.height / image.width));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  write(pen, canvas, lines.filter(Boolean));
  return new Promise((done, failed) => {
    canvas.toBlob((made) => (made ? done(made) : failed(new Error('no picture'))), 'image/jpeg', QUALITY);
  });
}

function write(pen: CanvasRenderingContext2D, canvas: HTMLCanvasElement, lines: string[]): void {
  const size = Math.max(14, Math.round(canvas.width / 40));
  const step = Math.round(size * 1.4);
  const top = canvas.height - lines.length * step - size / 2;
  pen.fillStyle = 'rgb(0 0 0 / 55%)';
  pen.fillRect(0, top - size / 2, canvas.width, canvas.height - top + size / 2);
  pen.fillStyle = '#fff';
  pen.font = `${size}px sans-serif`;
  pen.textBaseline = 'top';
  lines.forEach((line, n) => pen.fillText(line, size / 2, top + n * step, canvas.width - size));
}

/** 2026-09-16 10:02:11, as it is drawn into pictures whatever the language. */
export function stamp(at = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
