/** The doctor: what is wrong with a database and its folders, found by the checks of all features and said in both languages. */
@NullMarked
package org.openbloctel.server.platform.doctor;

import org.jspecify.annotations.NullMarked;
