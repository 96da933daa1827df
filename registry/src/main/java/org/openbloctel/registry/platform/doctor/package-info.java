/**
 * What an examination of the database and its folders found. Each feature has a {@link org.openbloctel.registry.platform.doctor.Examination} of its own
 * data, which only reads; {@link org.openbloctel.registry.platform.doctor.Defects} collects what is wrong. The codes are permanent.
 */
@NullMarked
package org.openbloctel.registry.platform.doctor;

import org.jspecify.annotations.NullMarked;
