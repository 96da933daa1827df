package org.openbloctel.server.callfiles.sftp;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.BuiltinFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.file.FileSystemFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.UnsupportedAttributePolicy;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.calls.campaign.CampaignFolders;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * The door for SFTP, on a port of its own: public keys only, folders only. No shell, no command, no forwarding, no password; algorithms
 * that are sound today. Off unless {@code openbloctel.sftp.port} is set, but for the demo. Thread-safe.
 */
@Component
public final class SftpDoor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SftpDoor.class);
    private static final int DEMO_PORT = 2222;
    private static final int MAX_CONNECTIONS_OF_A_KEY = 10;
    private static final int MAX_HANDLES = 64;
    private static final int MAX_TRIES = 10;
    private static final Duration SIGN_IN = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final SftpSettings settings;
    private final Settings common;
    private final Parts parts;
    private final Refusing refusing;
    private volatile @Nullable SshServer server;
    private volatile String fingerprint = "";

    SftpDoor(SftpSettings settings, Settings common, Parts parts) {
        this.settings = settings;
        this.common = common;
        this.parts = parts;
        this.refusing = new Refusing(parts.prose());
    }

    /** The name by which clients reach it. */
    String host() {
        return common.baseUrl().getHost();
    }

    /** The port it listens on; 0 when it does not. */
    public int port() {
        SshServer listening = server;
        return listening == null ? 0 : listening.getPort();
    }

    /** The fingerprint of its key, as clients show it; empty when it does not listen. */
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void start() {
        Integer port = settings.port();
        if (port == null && !common.demo()) {
            return;
        }
        try {
            KeyPair key = HostKey.in(requireNonNullElse(
                    settings.hostKeyFile(), common.dataFolder().resolve("sftp/host.key")));
            SshServer door = open(key, port == null ? DEMO_PORT : port);
            fingerprint = HostKey.fingerprint(key);
            server = door;
            LOG.info("SFTP listens on {}:{}, its key is {}", settings.address(), door.getPort(), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SshServer open(KeyPair key, int port) throws IOException {
        SshServer door = configured(key, port);
        try {
            door.start();
            return door;
        } catch (BindException e) {
            door.close(true);
            if (settings.port() != null) {
                PortInUseException.throwIfPortBindingException(e, () -> port);
                throw e;
            }
            SshServer elsewhere = configured(key, 0);
            elsewhere.start();
            return elsewhere;
        }
    }

    private SshServer configured(KeyPair key, int port) {
        SshServer door = SshServer.setUpDefaultServer();
        door.setHost(settings.address());
        door.setPort(port);
        door.setKeyPairProvider(KeyPairProvider.wrap(key));
        algorithms(door);
        limits(door);
        Doorkeeper doorkeeper = new Doorkeeper(
                parts.keys(),
                parts.limits(),
                parts.traces(),
                settings.connections(),
                settings.connectionsOfAnAddress());
        door.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        door.setPublickeyAuthenticator(doorkeeper);
        door.addSessionListener(doorkeeper);
        door.setServiceFactories(
                List.of(ServerUserAuthServiceFactory.INSTANCE, ServerConnectionServiceFactory.INSTANCE));
        door.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
        door.setGlobalRequestHandlers(List.of(new KeepAliveHandler(), NoMoreSessionsHandler.INSTANCE));
        door.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        door.setShellFactory(null);
        door.setCommandFactory(null);
        door.setSubsystemFactories(List.of(new Subsystem()));
        door.setFileSystemFactory(new Folders());
        return door;
    }

    private static void algorithms(SshServer door) {
        List<BuiltinDHFactories> exchanges = List.of(
                BuiltinDHFactories.mlkem768x25519,
                BuiltinDHFactories.sntrup761x25519,
                BuiltinDHFactories.sntrup761x25519_openssh,
                BuiltinDHFactories.curve25519,
                BuiltinDHFactories.curve25519_libssh,
                BuiltinDHFactories.ecdhp521,
                BuiltinDHFactories.ecdhp384,
                BuiltinDHFactories.ecdhp256,
                BuiltinDHFactories.dhg16_512);
        List<BuiltinSignatures> signatures = List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256);
        List<BuiltinCiphers> ciphers = List.of(
                BuiltinCiphers.cc20p1305_openssh,
                BuiltinCiphers.aes256gcm,
                BuiltinCiphers.aes128gcm,
                BuiltinCiphers.aes256ctr,
                BuiltinCiphers.aes192ctr,
                BuiltinCiphers.aes128ctr);
        List<BuiltinMacs> macs = List.of(
                BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512, BuiltinMacs.hmacsha256);
        // Those that this Java does not have are left out.
        door.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(false, exchanges, ServerBuilder.DH2KEX));
        door.setSignatureFactories(supported(signatures));
        door.setCipherFactories(supported(ciphers));
        door.setMacFactories(supported(macs));
        List<BuiltinCompressions> compressions = List.of(BuiltinCompressions.none);
        door.setCompressionFactories(supported(compressions));
    }

    private static <T> List<NamedFactory<T>> supported(List<? extends BuiltinFactory<T>> wanted) {
        List<NamedFactory<T>> supported = new ArrayList<>();
        for (BuiltinFactory<T> one : wanted) {
            if (one.isSupported()) {
                supported.add(one);
            }
        }
        return supported;
    }

    private static void limits(SshServer door) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(door, "OpenBloctel");
        CoreModuleProperties.AUTH_TIMEOUT.set(door, SIGN_IN);
        CoreModuleProperties.IDLE_TIMEOUT.set(door, IDLE);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(door, IDLE.plus(SIGN_IN));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(door, MAX_TRIES);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(door, MAX_CONNECTIONS_OF_A_KEY);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(door, 4);
        SftpModuleProperties.SFTP_VERSION.set(door, 3);
        SftpModuleProperties.MAX_OPEN_HANDLES_PER_SESSION.set(door, MAX_HANDLES);
        SftpModuleProperties.CLIENT_EXTENSIONS.set(door, "");
        SftpModuleProperties.ACL_SUPPORTED_MASK.set(door, "");
        SftpModuleProperties.OPENSSH_EXTENSIONS.set(
                door, "posix-rename@openssh.com=1,fsync@openssh.com=1,limits@openssh.com=1");
    }

    private final class Subsystem extends SftpSubsystemFactory {
        Subsystem() {
            setUnsupportedAttributePolicy(UnsupportedAttributePolicy.Ignore);
            setErrorStatusDataHandler(refusing);
            setFileSystemAccessor(new TreeAccessor());
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            SftpKeys.Key who = channel.getServerSession().getAttribute(Doorkeeper.WHO);
            return new SftpOnly(channel, this, refusing, () -> parts.keys().works(who.id()));
        }
    }

    private final class Folders implements FileSystemFactory {
        @Override
        public @Nullable Path getUserHomeDir(SessionContext session) {
            return null;
        }

        @Override
        public TreeFileSystem createFileSystem(SessionContext session) {
            SftpKeys.Key who = session.getAttribute(Doorkeeper.WHO);
            Tree tree = new Tree(
                    who,
                    Doorkeeper.household(session.getRemoteAddress()),
                    parts.inbox(),
                    parts.campaigns(),
                    parts.answers(),
                    parts.clock().instant());
            return new TreeFileSystem(tree, new TreeProvider(refusing));
        }
    }

    /** Takes no more connections, and ends those that are open: what had come of their files stays. */
    @Override
    public void stop() {
        SshServer listening = server;
        server = null;
        if (listening != null) {
            try {
                listening.stop(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** With the container's door: behind the draining, before the jobs. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1024;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** The parts that the door is made of. */
    @Component
    record Parts(
            SftpKeys keys,
            Inbox inbox,
            CampaignFolders campaigns,
            ResultFolders answers,
            RateLimits limits,
            SecurityNotes traces,
            RefusalProse prose,
            InstantSource clock) {}

    /**
     * The settings of the SFTP server.
     *
     * @param port null for none; the demo listens all the same, at 2222 or at a port that is free
     * @param address where it listens
     * @param hostKeyFile the file of its key
     * @param connections the most in all
     * @param connectionsOfAnAddress the most of one address
     */
    @ConfigurationProperties("openbloctel.sftp")
    record SftpSettings(
            @Nullable @Between(min = 0, max = 65_535) Integer port,
            @Wanted("give an address of this machine") String address,
            @Nullable Path hostKeyFile,
            @Between(min = 1, max = 10_000) int connections,
            @Between(min = 1, max = 10_000) int connectionsOfAnAddress,
            @Between(min = 1, max = 100_000) int mostPendingFiles,

            @Name("most-pending-megabytes") @DataSizeUnit(DataUnit.MEGABYTES) @Between(min = 1, max = 100_000_000)
            DataSize mostPending) {}
}
