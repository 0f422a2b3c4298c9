"""Light kernels: many pages' sessions in one process, for pages that run only our code.

In the server: ``provisioner`` (what Jupyter asks for a kernel) → ``supervisor`` (which process takes it) →
``process`` (one process and the pipe to it). In such a process: ``host`` (takes orders) → ``session`` (one page:
its sockets, its messages) → ``shell``, ``comms``, ``widgets``, ``display``, ``streams`` (what its code meets).
``pipe`` is the little language between the two.
"""
