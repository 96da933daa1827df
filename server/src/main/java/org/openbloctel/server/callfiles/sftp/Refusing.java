package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.util.Locale;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.SftpErrorStatusDataHandler;
import org.apache.sshd.sftp.server.SftpSubsystemEnvironment;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.server.platform.pages.RefusalProse;

/** Refusals as the protocol says them: one of its few codes, and the words in French and English. Thread-safe. */
record Refusing(RefusalProse prose) implements SftpErrorStatusDataHandler {
    /** Something that may be refused. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does it, and makes a fault of the protocol of a refusal. */
    <T> T saying(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (RefusedException refused) {
            throw exception(refused.refusal());
        }
    }

    IOException exception(Refusal refusal) {
        String words = words(refusal, Locale.FRENCH) + " / " + words(refusal, Locale.ENGLISH);
        return new SftpException(status(refusal), words + " (" + refusal.code() + ")");
    }

    private String words(Refusal refusal, Locale locale) {
        return prose.detail(refusal, locale) + " " + prose.cure(refusal, locale);
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case SftpRefusal.NoSuchFile none -> SftpConstants.SSH_FX_NO_SUCH_FILE;
            case SftpRefusal.ReadOnly fixed -> SftpConstants.SSH_FX_PERMISSION_DENIED;
            case SubmissionRefusal.DownloadsStopped stopped -> SftpConstants.SSH_FX_PERMISSION_DENIED;
            default -> SftpConstants.SSH_FX_FAILURE;
        };
    }

    /** Only our own words go out: the library's quote names and classes. */
    @Override
    public String resolveErrorMessage(
            SftpSubsystemEnvironment environment, int id, Throwable e, int subStatus, int cmd, Object... args) {
        return e instanceof SftpException && e.getMessage() != null
                ? e.getMessage()
                : SftpConstants.getStatusName(subStatus);
    }
}
