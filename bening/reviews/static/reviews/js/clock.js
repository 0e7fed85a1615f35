/* The time that a reviewer gives to one question, for their own planning.

   It runs while the page is in sight and somebody has done something within IDLE seconds, and is
   sent with the value. `take(code)` gives whole seconds and starts anew; `giveBack()` undoes the last
   `take`, for a value that did not arrive. */

const IDLE = 60;
const MOST = 1800;

let now = "";
let spent = 0;
let taken = 0;
let active = Date.now();

for (const sign of ["keydown", "pointerdown", "scroll", "input"]) {
  document.addEventListener(sign, () => { active = Date.now(); }, { capture: true, passive: true });
}

setInterval(() => {
  const idle = (Date.now() - active) / 1000;
  if (now && !document.hidden && document.hasFocus() && idle < IDLE && spent < MOST) spent += 1;
}, 1000);

export const clock = {
  begin(code) {
    if (code === now) return;
    now = code;
    spent = 0;
    taken = 0;
  },
  take(code) {
    if (code !== now) return 0;
    taken = spent;
    spent = 0;
    return taken;
  },
  giveBack() {
    spent += taken;
    taken = 0;
  },
};
