package org.openbloctel.server.platform.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.transaction.TransactionSystemException;

/** Answers to clients when the service itself is at fault. */
final class FaultsTest {
    /** The cut shows when the transaction is rolled back, and hides the exception before it. */
    @Test
    void connectionThatWasCutInsideATransactionIsUnavailable() {
        TransactionSystemException fault =
                new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        assertThat(new Faults().refusal(fault)).isInstanceOf(RequestRefusal.Unavailable.class);
    }
}
