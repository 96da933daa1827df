package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemConfigurator;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/**
 * The library's SFTP with what it should not do left out, and with the difference that matters here: a file that the client closed is
 * finished, one whose connection broke is not. A client whose key was revoked is put out at its next request. Used by the one thread of a
 * connection.
 */
final class SftpOnly extends SftpSubsystem {
    private static final Set<String> EXTENSIONS = Set.of("posix-rename@openssh.com", "limits@openssh.com");
    private static final String FSYNC = "fsync@openssh.com";
    private static final long LOOK_NANOS = 500_000_000L;
    private static final long PATIENCE_SECONDS = 20;

    private final Refusing refusing;
    private final BooleanSupplier works;
    private long looked = System.nanoTime();

    SftpOnly(ChannelSession channel, SftpSubsystemConfigurator configurator, Refusing refusing, BooleanSupplier works) {
        super(channel, configurator);
        this.refusing = refusing;
        this.works = works;
    }

    @Override
    protected void doProcess(Buffer buffer, int length, int type, int id) throws IOException {
        boolean bytes = type == SftpConstants.SSH_FXP_READ || type == SftpConstants.SSH_FXP_WRITE;
        if (!bytes || System.nanoTime() - looked > LOOK_NANOS) {
            looked = System.nanoTime();
            if (!works.getAsBoolean()) {
                getServerSession().close(true);
                return;
            }
        }
        super.doProcess(buffer, length, type, id);
    }

    @Override
    protected void doClose(int id, String handle) throws IOException {
        IOException fault = null;
        if (handles.get(handle) instanceof FileHandle file
                && file.getFileChannel() instanceof IncomingChannel incoming) {
            try {
                refusing.saying(() -> {
                    incoming.finish();
                    return true;
                });
            } catch (IOException e) {
                fault = e;
            }
        }
        super.doClose(id, handle);
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    protected void doWrite(int id, String handle, long offset, int length, byte[] data, int from, int remaining)
            throws IOException {
        refusing.saying(() -> {
            super.doWrite(id, handle, offset, length, data, from, remaining);
            return true;
        });
    }

    /** Times, owners and modes are ignored. */
    @Override
    protected void doSetAttributes(
            int cmd, String extension, Path file, Map<String, ?> attributes, boolean followLinks) {}

    @Override
    protected void createLink(int id, String existing, String link, boolean symbolic) throws IOException {
        throw refusing.exception(new SftpRefusal.ReadOnly());
    }

    @Override
    protected void executeExtendedCommand(Buffer buffer, int id, String extension) throws IOException {
        if (extension.equals(FSYNC)) {
            // What was acknowledged is on the disk in any case; what was not cannot be read by anybody yet.
            sendStatus(prepareReply(buffer), id, SftpConstants.SSH_FX_OK, "");
        } else if (EXTENSIONS.contains(extension)) {
            super.executeExtendedCommand(buffer, id, extension);
        } else {
            doUnsupportedExtension(buffer, id, extension);
        }
    }

    /**
     * Lets what is under way end by itself: the library would interrupt its thread, and an interrupted thread can write nothing
     * more to the disk, so that what had come of a file would be lost.
     */
    @Override
    public void destroy(ChannelSession channel) {
        try {
            close();
            if (pendingFuture != null) {
                pendingFuture.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.debug("ended late", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            super.destroy(channel);
        }
    }
}
