// JupyterLab's front end wants a formula renderer at start, by default from another host. Our pages show
// prices more often than formulas ("$5 to $10"), so it gets one that leaves text alone.
window.MathJax = {
  Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } },
  Ajax: {},
};
