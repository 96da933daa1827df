/**
 * Call files as call centres really have them: what a file is (layout, container), where its phone columns are, and its
 * lines in chunks whose borders are exact. Knows numbers, for finding the column; knows nothing of lists.
 */
@NullMarked
package org.openbloctel.scrub.file;

import org.jspecify.annotations.NullMarked;
