#!/bin/sh
# Makes programs/*.out anew: what CPython 3.11 prints for programs/*.py.
set -e
cd "$(dirname "$0")/programs"
python3 -c 'import sys; assert sys.version_info[:2] == (3, 11), "CPython 3.11 is needed"'
for file in *.py; do
  python3 "$file" > "${file%.py}.out"
done
