/* The place by the device's own position, only when its holder asks for it and says yes. */

const NEAR = 5; // digits after the point: about a metre

const place = document.querySelector("[data-place]");
if (place && "geolocation" in navigator) {
  const form = place.closest("form");
  const ask = place.querySelector("[data-place-ask]");
  const drop = place.querySelector("[data-place-drop]");
  const said = place.querySelector("[data-place-said]");
  const fields = [form.elements.namedItem("latitude"), form.elements.namedItem("longitude")];

  const show = (word) => {
    const has = fields.every((field) => field.value);
    ask.hidden = has;
    drop.hidden = !has;
    said.textContent = has ? place.dataset.textGot : word;
  };
  const set = (values, word = "") => {
    fields.forEach((field, index) => { field.value = values[index]; });
    show(word);
    form.dispatchEvent(new Event("input"));
  };

  ask.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set([coords.latitude.toFixed(NEAR), coords.longitude.toFixed(NEAR)]),
      () => set(["", ""], place.dataset.textNo),
      { maximumAge: 60_000, timeout: 20_000 },
    );
  });
  drop.addEventListener("click", () => set(["", ""]));
  place.hidden = false;
  show("");
}
