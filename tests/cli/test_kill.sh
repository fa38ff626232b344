# A load of the store, killed at any moment: nothing is lost, nothing comes double.  `make check-slow` kills 200 times.
exec "$(dirname "$0")/../tools/kill_load.py"
