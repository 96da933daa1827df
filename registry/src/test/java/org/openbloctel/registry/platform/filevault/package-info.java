/** Tests of the encrypted files. */
@NullMarked
package org.openbloctel.registry.platform.filevault;

import org.jspecify.annotations.NullMarked;
