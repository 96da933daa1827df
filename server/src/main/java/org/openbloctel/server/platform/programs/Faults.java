package org.openbloctel.server.platform.programs;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.exc.StreamReadException;

/**
 * Makes a refusal of any exception. An unforeseen one is logged here, once, under a reference that its page shows, and
 * nothing of it is told. Thread-safe.
 */
@Component
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    /** What PostgreSQL says of a character that no text of its can hold: U+0000. */
    private static final String NO_SUCH_CHARACTER = "22021";

    /** The SQLSTATE of a statement that PostgreSQL cancelled at its time limit. */
    private static final String CANCELLED = "57014";

    private final SecureRandom random = new SecureRandom();

    public Refusal refusal(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            Refusal foreseen = foreseen(cause);
            if (foreseen != null) {
                return foreseen;
            }
        }
        String reference = reference();
        LOG.error("Internal fault {}", reference, fault);
        return new RequestRefusal.Internal(reference);
    }

    public static Refusal ofStatus(int status) {
        return switch (status) {
            case 404 -> new RequestRefusal.NotFound();
            case 405 -> new RequestRefusal.WrongMethod();
            case 406 -> new RequestRefusal.NotAcceptable();
            case 413 -> new RequestRefusal.TooLarge();
            case 415 -> new RequestRefusal.WrongMediaType();
            case 503 -> new RequestRefusal.Unavailable();
            default -> status < 500 ? new RequestRefusal.Unreadable() : new RequestRefusal.Unavailable();
        };
    }

    private static @Nullable Refusal foreseen(Throwable cause) {
        return switch (cause) {
            case RefusedException refused -> refused.refusal();
            case MissingServletRequestParameterException missing ->
                new RequestRefusal.UnreadableField(missing.getParameterName());
            case MethodArgumentTypeMismatchException mismatch -> new RequestRefusal.UnreadableField(mismatch.getName());
            case MissingRequestValueException missing -> new RequestRefusal.Unreadable();
            case InvalidParameterException form -> ofStatus(form.getErrorCode());
            case ErrorResponse answer
            when answer.getStatusCode().is4xxClientError() ->
                ofStatus(answer.getStatusCode().value());
            case HttpMessageNotReadableException unreadable ->
                unreadable.getCause() instanceof StreamReadException json
                        ? JsonBody.malformed(json)
                        : new RequestRefusal.Unreadable();
            case SQLException late
            when CANCELLED.equals(late.getSQLState()) -> {
                LOG.warn("A query took longer than its request may wait", cause);
                yield new RequestRefusal.TooSlow();
            }
            case SQLException no when NO_SUCH_CHARACTER.equals(no.getSQLState()) -> new RequestRefusal.Unreadable();
            case StorageException stored -> stored.notRead();
            case DataAccessResourceFailureException unreachable -> unavailable(unreachable);
            case CannotCreateTransactionException unreachable -> unavailable(unreachable);
            // Neither committed nor rolled back by this server: the connection was cut inside it.
            case TransactionSystemException unreachable -> unavailable(unreachable);
            default -> null;
        };
    }

    private static Refusal unavailable(RuntimeException unreachable) {
        LOG.warn("The database cannot be reached", unreachable);
        return new RequestRefusal.Unavailable();
    }

    /** Eight characters: enough to find a line of a log by, short enough to read out. */
    private String reference() {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
