/**
 * The SFTP server: call files dropped into folders, answers taken from folders. Owns the protocol and the folders as they look; what a
 * file becomes is {@code registry.intake}'s. Nothing of the real disk is seen through it.
 */
@NullMarked
package org.openbloctel.server.sftp;

import org.jspecify.annotations.NullMarked;
