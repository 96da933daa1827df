@NullMarked
package org.openbloctel.registry.callfiles.certificate;

import org.jspecify.annotations.NullMarked;
