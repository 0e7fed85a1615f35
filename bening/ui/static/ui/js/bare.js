/* The modules of sign-in, error and other bare pages. */

import { startCopies } from "./copies.js";
import { startMenus } from "./menus.js";
import { startTheme } from "./theme.js";

startTheme();
startCopies();
startMenus();
