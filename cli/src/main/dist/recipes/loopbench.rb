# Homebrew formula: for a tap, as Formula/loopbench.rb.
class Loopbench < Formula
  desc "Diagnostics and profiling for event loops and their thread pools"
  homepage "@HOME@"
  url "@DOWNLOADS@/loopbench-@VERSION@.tar.gz"
  sha256 "@TAR_SHA256@"

  depends_on "openjdk"

  def install
    libexec.install "bin", "lib"
    (bin/"loopbench").write_env_script libexec/"bin/loopbench", Language::Java.overridable_java_home_env
    bash_completion.install "share/bash-completion/completions/loopbench"
    zsh_completion.install "share/zsh/site-functions/_loopbench"
    fish_completion.install "share/fish/vendor_completions.d/loopbench.fish"
    man1.install Dir["share/man/man1/*"]
    doc.install Dir["share/doc/loopbench/*"]
  end

  test do
    assert_match "loopbench #{version}", shell_output("#{bin}/loopbench --version")
    assert_match "5 jobs at once", shell_output("#{bin}/loopbench run --simulate 1 --threads 4 --jobs 5")
  end
end
