package org.openbloctel.server.accounts.operator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The folder for checkpoints of the audit trail; null for the data folder's own. */
@ConfigurationProperties("openbloctel.audit")
record AuditSettings(@Nullable Path checkpointFolder) {}
