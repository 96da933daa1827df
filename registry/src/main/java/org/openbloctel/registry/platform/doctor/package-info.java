/**
 * What an examination of the database and its folders found. Each feature has a
 * {@link org.openbloctel.registry.platform.doctor.Examination} of its own data, which only reads;
 * {@link org.openbloctel.registry.platform.doctor.Defects} collects what is wrong. The codes are permanent.
 *
 * <p>A check reads over connections that are read-only, pages through its rows, compares them with the files and adds each {@code Defect}.
 * Servers go on meanwhile, so a check looks a row up again before it reports that a file is missing (docs/decisions/0086).
 */
@NullMarked
package org.openbloctel.registry.platform.doctor;

import org.jspecify.annotations.NullMarked;
