# Made by the release of acquis: what is changed here is gone with the next one.
class Acquis < Formula
  desc "Linter for learning content in Markdown and checker of its assessments"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/acquis-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@sum:acquis-@VERSION@-aarch64-apple-darwin.tar.gz@"
    end
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/acquis-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@sum:acquis-@VERSION@-x86_64-apple-darwin.tar.gz@"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/acquis-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@sum:acquis-@VERSION@-aarch64-unknown-linux-musl.tar.gz@"
    end
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/acquis-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@sum:acquis-@VERSION@-x86_64-unknown-linux-musl.tar.gz@"
    end
  end

  def install
    bin.install "acquis"
    man1.install Dir["share/man/man1/*.1"]
    (man/"fr/man1").install Dir["share/man/fr/man1/*.1"]
    bash_completion.install "share/bash-completion/completions/acquis"
    fish_completion.install "share/fish/vendor_completions.d/acquis.fish"
    zsh_completion.install "share/zsh/site-functions/_acquis"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/acquis --version")
    system "git", "init", "--quiet"
    (testpath/"lesson.md").write "# Lesson\n\n[Nowhere](nowhere.md)\n"
    assert_match "link-missing-file", shell_output("#{bin}/acquis check --format concise", 1)
  end
end
