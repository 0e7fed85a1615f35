/* The modules of every signed-in page. Each finds its elements by data- attributes. */

import { startToasts } from "./announce.js";
import { startCopies } from "./copies.js";
import { startDialogs } from "./dialogs.js";
import { startDrafts } from "./drafts.js";
import { startDrops } from "./drop.js";
import { startFilters } from "./filters.js";
import { startMenus } from "./menus.js";
import { startRequests } from "./requests.js";
import { startShortcuts } from "./shortcuts.js";
import { startTheme } from "./theme.js";

startTheme();
startCopies();
startMenus();
startDialogs();
startToasts();
startShortcuts();
startRequests();
startFilters();
startDrops();
startDrafts();
document.querySelector("[data-focus]")?.focus();
