@NullMarked
package org.openbloctel.xlsx;

import org.jspecify.annotations.NullMarked;
