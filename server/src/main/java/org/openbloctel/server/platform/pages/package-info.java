/**
 * What pages share: the layout and the navigation, texts in two languages, the words of refusals, how numbers and dates are written, files
 * and tables to take along.
 */
@NullMarked
package org.openbloctel.server.platform.pages;

import org.jspecify.annotations.NullMarked;
