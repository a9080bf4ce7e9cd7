/*
 * <scorebook-predictor src="predictor.html"></scorebook-predictor>: the live form of a shared page, in a frame that is as
 * high as what it shows. The page it stands in hears of each prediction: event "prediction", with the post that was typed
 * and the answer in `detail`.
 */
class ScorebookPredictor extends HTMLElement {
  static observedAttributes = ["src", "title"];

  #frame = document.createElement("iframe");
  #listen = (event) => {
    if (event.source !== this.#frame.contentWindow) return;
    const { type, height, record, prediction } = event.data ?? {};
    if (type === "scorebook-height" && Number.isFinite(height)) this.#frame.style.height = `${height}px`;
    if (type === "scorebook-prediction") {
      this.dispatchEvent(new CustomEvent("prediction", { detail: { record, prediction }, bubbles: true }));
    }
  };

  constructor() {
    super();
    this.#frame.style.cssText = "display: block; width: 100%; height: 480px; border: 0";
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.attachShadow({ mode: "open" }).append(this.#frame);
  }

  connectedCallback() {
    addEventListener("message", this.#listen);
  }

  disconnectedCallback() {
    removeEventListener("message", this.#listen);
  }

  attributeChangedCallback(name, _old, value) {
    if (name === "title") this.#frame.title = value ?? "";
    else if (value) this.#frame.src = `${value}#predict`;
    if (!this.#frame.title) this.#frame.title = "Live prediction";
  }
}

customElements.define("scorebook-predictor", ScorebookPredictor);
