/**
 * The doctor: what is wrong with a database and its folders, found by the checks of all features and said in both languages.
 *
 * <p>{@code DoctorCommand} finds the database and runs an {@code Examination} of each feature. See docs/decisions/0086.
 */
@NullMarked
package org.openbloctel.server.platform.doctor;

import org.jspecify.annotations.NullMarked;
