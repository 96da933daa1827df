/**
 * The SFTP server and its pages: call files dropped into folders, answers taken from folders. Owns the protocol and the folders as they
 * look; what becomes of a file is decided by the registry. Nothing of the real disk is seen through it.
 *
 * <p>{@code Tree} shows the files that {@code Inbox} holds, and what {@code Arrivals} recorded, as folders (docs/decisions/0048).
 */
@NullMarked
package org.openbloctel.server.callfiles.sftp;

import org.jspecify.annotations.NullMarked;
