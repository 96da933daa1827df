package org.openbloctel.server.callfiles.sftp;

import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.file.util.BaseFileSystem;
import org.apache.sshd.common.file.util.BasePath;
import org.jspecify.annotations.Nullable;

/** A {@link Tree} as the library wants file systems. Used by the one thread of a connection. */
final class TreeFileSystem extends BaseFileSystem<TreeFileSystem.TreePath> {
    private final Tree tree;

    TreeFileSystem(Tree tree, FileSystemProvider provider) {
        super(provider);
        this.tree = tree;
    }

    Tree tree() {
        return tree;
    }

    @Override
    protected TreePath create(@Nullable String root, List<String> names) {
        return new TreePath(this, root, names);
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "posix");
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    /** A path in the tree. */
    static final class TreePath extends BasePath<TreePath, TreeFileSystem> {
        TreePath(TreeFileSystem system, @Nullable String root, List<String> names) {
            super(system, root, names);
        }

        @Override
        public Path toRealPath(LinkOption... options) {
            return toAbsolutePath().normalize();
        }

        /** The names from the root on; the parent of the root is the root. */
        List<String> steps() {
            List<String> steps = new ArrayList<>();
            for (String name : names) {
                if (name.equals("..")) {
                    if (!steps.isEmpty()) {
                        steps.removeLast();
                    }
                } else if (!name.equals(".") && !name.isEmpty()) {
                    steps.add(name);
                }
            }
            return steps;
        }
    }
}
