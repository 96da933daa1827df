package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/** What the library asks of a file system, asked of the {@link Tree} of the path. Without state. */
final class TreeProvider extends java.nio.file.spi.FileSystemProvider {
    private static final Set<PosixFilePermission> READ_FILE = PosixFilePermissions.fromString("r--------");
    private static final Set<PosixFilePermission> WRITE_FILE = PosixFilePermissions.fromString("-w-------");
    private static final Set<PosixFilePermission> READ_FOLDER = PosixFilePermissions.fromString("r-x------");
    private static final Set<PosixFilePermission> WRITE_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Refusing refusing;

    TreeProvider(Refusing refusing) {
        this.refusing = refusing;
    }

    private static Tree tree(Path path) {
        return ((TreeFileSystem.TreePath) path).getFileSystem().tree();
    }

    private static List<String> steps(Path path) {
        return ((TreeFileSystem.TreePath) path).steps();
    }

    private static Tree.Node node(Path path) throws IOException {
        return tree(path).find(steps(path)).orElseThrow(() -> new NoSuchFileException("no such file"));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return refusing.saying(() -> tree(path).open(steps(path), options));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
        List<Path> found =
                tree(folder).list(steps(folder)).stream().map(folder::resolve).toList();
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        throw refusing.exception(new SftpRefusal.ReadOnly());
    }

    @Override
    public void delete(Path path) throws IOException {
        refusing.saying(() -> {
            tree(path).delete(steps(path));
            return true;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        throw refusing.exception(new SftpRefusal.ReadOnly());
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        boolean replace = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
        refusing.saying(() -> {
            tree(source).rename(steps(source), steps(target), replace);
            return true;
        });
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return steps(one).equals(steps(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Tree.Node node = node(path);
        List<AccessMode> wanted = Arrays.asList(modes);
        boolean denied = (wanted.contains(AccessMode.WRITE) && !node.writable())
                || (wanted.contains(AccessMode.EXECUTE) && !node.folder());
        if (denied) {
            throw new AccessDeniedException("denied");
        }
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (type != BasicFileAttributes.class) {
            throw new UnsupportedOperationException();
        }
        return type.cast(new Attributes(node(path)));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String which, LinkOption... options) throws IOException {
        Tree.Node node = node(path);
        Map<String, Object> all = new HashMap<>();
        FileTime at = FileTime.from(node.at());
        all.put("size", node.size());
        all.put("isDirectory", node.folder());
        all.put("isRegularFile", !node.folder());
        all.put("isSymbolicLink", false);
        all.put("isOther", false);
        all.put("lastModifiedTime", at);
        all.put("lastAccessTime", at);
        all.put("creationTime", at);
        all.put("permissions", permissions(node));
        all.put("owner", Owner.OBL);
        all.put("group", Owner.OBL);
        return all;
    }

    private static Set<PosixFilePermission> permissions(Tree.Node node) {
        if (node.folder()) {
            return node.writable() ? WRITE_FOLDER : READ_FOLDER;
        }
        return node.writable() ? WRITE_FILE : READ_FILE;
    }

    /** Times and modes are ignored: clients set them as a matter of course. */
    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {}

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public String getScheme() {
        return "openbloctel-sftp";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    /** Who everything belongs to. */
    private enum Owner implements GroupPrincipal {
        OBL;

        @Override
        public String getName() {
            return "openbloctel";
        }
    }

    private record Attributes(Tree.Node node) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.from(node.at());
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime();
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime();
        }

        @Override
        public boolean isRegularFile() {
            return !node.folder();
        }

        @Override
        public boolean isDirectory() {
            return node.folder();
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return node.size();
        }

        @Override
        public @Nullable Object fileKey() {
            return null;
        }
    }
}
