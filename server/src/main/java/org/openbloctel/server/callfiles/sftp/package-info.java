/**
 * The SFTP server and its pages: call files dropped into folders, answers taken from folders. Owns the protocol and the folders as they
 * look; what becomes of a file is decided by the registry. Nothing of the real disk is seen through it.
 */
@NullMarked
package org.openbloctel.server.callfiles.sftp;

import org.jspecify.annotations.NullMarked;
