/** Tests of the encrypted files. */
@NullMarked
package org.openbloctel.registry.filevault;

import org.jspecify.annotations.NullMarked;
