/** Draw on a canvas with finger, pen or mouse; `done` after each stroke. */
export function draw(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D, done: () => void): void {
  let drawing = false;
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  };
  canvas.addEventListener('pointerdown', (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.lineWidth = 4;
    pen.lineCap = 'round';
    pen.strokeStyle = '#111';
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const lift = (): void => {
    if (drawing) done();
    drawing = false;
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift); // a call or a gesture of the system takes the pen away
}
