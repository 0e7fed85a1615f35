/* The answer is counted: what the device kept of it goes. */

import { forgetDrafts } from "./draft.js";

const said = document.querySelector("[data-survey-done]");
if (said) forgetDrafts(`${said.dataset.surveyDone}.`);
