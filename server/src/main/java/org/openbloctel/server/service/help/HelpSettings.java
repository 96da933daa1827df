package org.openbloctel.server.service.help;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the help.
 *
 * @param folder of their own pages; null for none
 */
@ConfigurationProperties("openbloctel.help")
record HelpSettings(@Nullable Path folder) {}
