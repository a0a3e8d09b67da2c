import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { draw } from '../shared/drawing';
import { store, view } from './model';
import { keepFile } from './outbox';
import { complain } from './parts';
import type { DeclaredFile } from './protocol';
import { t } from './words';

interface Props {
  signed: DeclaredFile[];
  change: (files: DeclaredFile[]) => Promise<void>;
}

/** A field signed with the finger; each stroke renews the picture that is kept. */
export function Signature({ signed, change }: Props): JSX.Element {
  const field = useRef<HTMLCanvasElement>(null);
  const [empty, setEmpty] = useState(signed.length === 0);
  const clear = (): void => {
    const pen = field.current?.getContext('2d');
    if (!pen) return;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  };
  const keep = async (): Promise<void> => {
    const drawn = await new Promise<Blob | null>((done) => field.current?.toBlob(done, 'image/png'));
    if (!drawn || !view.reader) return;
    await change([await keepFile(store, view.reader, drawn, 'signature')]);
    setEmpty(false);
  };
  useEffect(() => {
    const pen = field.current?.getContext('2d');
    if (!field.current || !pen) return;
    clear();
    draw(field.current, pen, () => void keep().catch(complain));
  }, []);
  const again = (): void => {
    clear();
    setEmpty(true);
    change([]).catch(complain);
  };
  return (
    <fieldset class="pz-item">
      <legend class="pz-legend">{t('sign')}</legend>
      <canvas ref={field} data-signature width="640" height="240" role="img" aria-label={t('signHere')} />
      <div class="pz-cluster">
        <button type="button" class="pz-button" onClick={again}>{t('clear')}</button>
        <output>{empty ? '' : t('signed')}</output>
      </div>
    </fieldset>
  );
}
