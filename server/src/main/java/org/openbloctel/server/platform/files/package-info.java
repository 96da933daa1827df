/**
 * The place of files that servers share: folders, or a bucket of an S3-style store; and whether this server sees them. It knows no feature:
 * each opens its place by a name and says by its rows which files ought to be there.
 *
 * <p>{@code FilePlaces} opens the place of each feature, {@code BucketFiles} is a store (docs/decisions/0097).
 */
@NullMarked
package org.openbloctel.server.platform.files;

import org.jspecify.annotations.NullMarked;
