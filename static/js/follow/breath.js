/** The browser's turn: it draws and hears presses before the script goes on, also on a slow phone. */
export function breath() {
  const { port1, port2 } = new MessageChannel(); // a timer would wait longer
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
